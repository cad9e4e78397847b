/** The channels between a window of the Electron shell and its main process; there are no others. */
export type IpcChannel = 'desk:call' | 'desk:admit' | 'desk:pick' | 'desk:event';
