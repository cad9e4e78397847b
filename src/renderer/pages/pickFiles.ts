import type { InjectionKey } from 'vue';

/** Opens the dialog that takes files, or a folder, in; given by the application, which owns the one drop zone. */
export const pickFilesKey: InjectionKey<(what?: 'files' | 'folder') => void> = Symbol('pickFiles');
