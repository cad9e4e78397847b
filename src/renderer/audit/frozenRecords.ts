import { History, MessageSquare, Truck } from '@lucide/vue';
import type { Component } from 'vue';

/** Records of a frozen file that are read whole. */
export const frozenRecords = ['messages', 'parcel', 'timeline'] as const;
export type FrozenRecord = (typeof frozenRecords)[number];

export const recordNames: Record<FrozenRecord, string> = { messages: 'Messages', parcel: 'Parcel', timeline: 'Timeline' };
export const recordIcons: Record<FrozenRecord, Component> = { messages: MessageSquare, parcel: Truck, timeline: History };
