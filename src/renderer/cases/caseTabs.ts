import { TriangleAlert } from '@lucide/vue';
import type { Component } from 'vue';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { RecordTab } from '../stores/recordChoices.ts';

/** The tabs under the board, with how much each holds; a sign where the desk noticed that something does not agree. */
export function caseTabs(file: CaseFile): { value: RecordTab; label: string; count?: number; icon?: Component | undefined }[] {
  const isChanged = file.listings.some((listing) => listing.changes.length > 0 || (listing.versions.at(-1)?.changed.length ?? 0) > 0);
  const isImpossible = file.parcels.some((parcel) => parcel.warnings.length > 0);
  return [
    { value: 'timeline', label: 'Timeline', count: file.timeline.length },
    { value: 'transcript', label: 'Transcript', count: file.messages.length },
    { value: 'listing', label: 'Listing', count: file.listings.length, icon: isChanged ? TriangleAlert : undefined },
    { value: 'parcel', label: 'Parcel', count: file.parcels.length, icon: isImpossible ? TriangleAlert : undefined },
    { value: 'negotiation', label: 'Negotiation', count: file.remedies.length },
    { value: 'deadlines', label: 'Deadlines', count: file.deadlines.length, icon: file.defaults.length > 0 ? TriangleAlert : undefined },
    { value: 'parties', label: 'Parties & order' },
    { value: 'like', label: 'Like cases' },
    { value: 'notes', label: 'Notes', count: file.notes.length },
    { value: 'letters', label: 'Letters' },
    { value: 'source', label: 'Source', count: file.unmapped.length },
    { value: 'history', label: 'History' },
  ];
}
