import { Activity, FolderOpen, Gavel, Import, Inbox, Scale, Settings } from '@lucide/vue';

/** The screens of the rail, top to bottom. */
export const screens = [
  { name: 'queue', label: 'Queue', icon: Inbox },
  { name: 'cases', label: 'Cases', icon: FolderOpen },
  { name: 'decisions', label: 'Decisions', icon: Gavel },
  { name: 'imports', label: 'Imports', icon: Import },
  { name: 'activity', label: 'Activity', icon: Activity },
  { name: 'policy', label: 'Policy', icon: Scale },
  { name: 'settings', label: 'Settings', icon: Settings },
] as const;
