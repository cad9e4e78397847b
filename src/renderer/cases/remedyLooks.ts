import { Check, Clock, Hourglass, Undo2, X } from '@lucide/vue';

/** How the state of a request or offer is shown: never by colour alone. */
export const remedyLooks = {
  pending: { tone: 'info', icon: Clock }, accepted: { tone: 'done', icon: Check }, rejected: { tone: 'danger', icon: X }, expired: { tone: 'attention', icon: Hourglass }, withdrawn: { tone: 'plain', icon: Undo2 },
} as const;
