/// <reference types="vite/client" />
import type { DeskBridge } from './backend/ipc.ts';

declare global {
  interface Window {
    /** Set by the preload script in Electron only. */
    desk?: DeskBridge;
  }
}
