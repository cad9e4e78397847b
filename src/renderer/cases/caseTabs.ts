import type { CaseFile } from '../../contract/caseFile.ts';

export type CaseTab = 'timeline' | 'transcript' | 'parcel' | 'negotiation' | 'parties' | 'notes' | 'source' | 'history';

/** The tabs under the board, with how much each holds. */
export function caseTabs(file: CaseFile): { value: CaseTab; label: string; count?: number }[] {
  return [
    { value: 'timeline', label: 'Timeline', count: file.timeline.length },
    { value: 'transcript', label: 'Transcript', count: file.messages.length },
    { value: 'parcel', label: 'Parcel', count: file.parcels.length },
    { value: 'negotiation', label: 'Negotiation', count: file.remedies.length },
    { value: 'parties', label: 'Parties & order' },
    { value: 'notes', label: 'Notes', count: file.notes.length },
    { value: 'source', label: 'Source', count: file.unmapped.length },
    { value: 'history', label: 'History' },
  ];
}
