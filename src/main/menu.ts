import type { MenuItemConstructorOptions } from 'electron';

/** The native menu; what it does beyond Electron's own roles comes from outside. */
export function menuTemplate({ platform, isDevelopment, onImport }: { platform: NodeJS.Platform; isDevelopment: boolean; onImport(): void }): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [{ label: 'Import files ...', accelerator: 'CmdOrCtrl+O', click: onImport }, { type: 'separator' }, isMac ? { role: 'close' } : { role: 'quit' }],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(isDevelopment ? ([{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
      ],
    },
    { role: 'windowMenu' },
  ];
}
