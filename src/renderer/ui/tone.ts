/** What a thing means, said by colour together with words or an icon. */
export type Tone = 'plain' | 'info' | 'attention' | 'danger' | 'done';
