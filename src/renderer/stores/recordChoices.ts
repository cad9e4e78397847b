/** The records under the claim board. */
export const recordTabs = ['timeline', 'transcript', 'listing', 'parcel', 'negotiation', 'deadlines', 'parties', 'like', 'notes', 'letters', 'source', 'history'] as const;
export type RecordTab = (typeof recordTabs)[number];

/** Which text of a message is shown. */
export type MessageTexts = 'original' | 'both' | 'translation';

/** What a person chose among the records; kept from case to case and day to day. */
export type RecordChoices = { tab: RecordTab; kinds: string[]; parties: string[]; texts: MessageTexts };

/** What a person has who never chose. */
export function firstChoices(): RecordChoices {
  return { tab: 'timeline', kinds: [], parties: [], texts: 'both' };
}

/** The choices in stored text; what cannot be read falls back to the first ones, because a choice is no data worth failing over. */
export function readChoices(text: string | null): RecordChoices {
  const first = firstChoices();
  try {
    const kept = JSON.parse(text ?? '{}') as Partial<Record<keyof RecordChoices, unknown>> | null;
    const words = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
    return {
      tab: recordTabs.find((tab) => tab === kept?.tab) ?? first.tab,
      kinds: words(kept?.kinds),
      parties: words(kept?.parties),
      texts: (['original', 'both', 'translation'] as const).find((texts) => texts === kept?.texts) ?? first.texts,
    };
  } catch {
    return first;
  }
}
