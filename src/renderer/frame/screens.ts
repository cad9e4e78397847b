import { Activity, CalendarCheck, ClipboardCheck, FolderOpen, Gavel, Import, Inbox, Scale, Settings, Waypoints } from '@lucide/vue';
import type { Role } from '../../contract/vocabulary.ts';

/** The screens of the rail, top to bottom, each with its key; `roles`: who has it there, without it everybody. */
export const screens = [
  { name: 'queue', keys: 'Ctrl+1', label: 'Queue', icon: Inbox },
  { name: 'cases', keys: 'Ctrl+2', label: 'Cases', icon: FolderOpen },
  { name: 'decisions', keys: 'Ctrl+3', label: 'Decisions', icon: Gavel },
  { name: 'my-day', keys: 'Ctrl+8', label: 'My day', icon: CalendarCheck, roles: ['mediator', 'lead'] },
  { name: 'audit', keys: 'Ctrl+9', label: 'Audit', icon: ClipboardCheck, roles: ['lead', 'admin'] },
  { name: 'queues', keys: 'Ctrl+Shift+G', label: 'Queues', icon: Waypoints, roles: ['lead', 'admin'] },
  { name: 'imports', keys: 'Ctrl+4', label: 'Imports', icon: Import },
  { name: 'activity', keys: 'Ctrl+5', label: 'Activity', icon: Activity },
  { name: 'policy', keys: 'Ctrl+6', label: 'Policy', icon: Scale },
  { name: 'settings', keys: 'Ctrl+7', label: 'Settings', icon: Settings },
] as const satisfies readonly { name: string; keys: string; label: string; icon: unknown; roles?: readonly Role[] }[];

/** The screens a person finds in the rail. */
export const screensOf = (role: Role | undefined) => screens.filter((screen) => !('roles' in screen) || (role !== undefined && (screen.roles as readonly Role[]).includes(role)));

/** The key of a screen where the desk has it: a browser keeps Ctrl and a digit for its own tabs. */
export const screenKeys = (keys: string, shell: 'electron' | 'web'): string | readonly string[] => (shell === 'web' && /^Ctrl\+\d$/.test(keys) ? [] : keys);
