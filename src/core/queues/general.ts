/** What the queue without a rule is called, which takes what no other takes. */
export const generalQueue = 'General queue';
