import { Activity, CalendarCheck, ClipboardCheck, FolderOpen, Gavel, Import, Inbox, Scale, Settings } from '@lucide/vue';
import type { Role } from '../../contract/vocabulary.ts';

/** The screens of the rail, top to bottom, each with the digit of its key; `roles`: who has it there, without it everybody. */
export const screens = [
  { name: 'queue', digit: 1, label: 'Queue', icon: Inbox },
  { name: 'cases', digit: 2, label: 'Cases', icon: FolderOpen },
  { name: 'decisions', digit: 3, label: 'Decisions', icon: Gavel },
  { name: 'my-day', digit: 8, label: 'My day', icon: CalendarCheck, roles: ['mediator', 'lead'] },
  { name: 'audit', digit: 9, label: 'Audit', icon: ClipboardCheck, roles: ['lead', 'admin'] },
  { name: 'imports', digit: 4, label: 'Imports', icon: Import },
  { name: 'activity', digit: 5, label: 'Activity', icon: Activity },
  { name: 'policy', digit: 6, label: 'Policy', icon: Scale },
  { name: 'settings', digit: 7, label: 'Settings', icon: Settings },
] as const satisfies readonly { name: string; digit: number; label: string; icon: unknown; roles?: readonly Role[] }[];

/** The screens a person finds in the rail. */
export const screensOf = (role: Role | undefined) => screens.filter((screen) => !('roles' in screen) || (role !== undefined && (screen.roles as readonly Role[]).includes(role)));
