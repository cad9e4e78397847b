/** Filled in with the methods of its part of the contract. */
export const fakeFeed = {};
