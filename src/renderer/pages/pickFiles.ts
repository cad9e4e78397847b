import type { InjectionKey } from 'vue';

/** Opens the dialog that takes files in; given by the application, which owns the one drop zone. */
export const pickFilesKey: InjectionKey<() => void> = Symbol('pickFiles');
