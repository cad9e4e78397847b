import type { InputOf, OutputOf } from '../../contract/methods.ts';
import type { policyMethods, PolicyContent, PolicyDraft, PolicyVersion } from '../../contract/policy.ts';
import { reasons } from '../../contract/vocabulary.ts';
import { fakeClauses, fakeTariff } from './fakeClauses.ts';
import { dayMs, started } from './fakeParts.ts';

type Handlers = { [Name in keyof typeof policyMethods]: (input: InputOf<Name>) => OutputOf<Name> };
type Parts = { me(): { name: string }; fail(code: 'CONFLICT' | 'NOT_FOUND' | 'NOT_ALLOWED_NOW', message: string): never; tell(): void };

const content: PolicyContent = {
  version: '2026-09',
  effectiveFrom: started - 60 * dayMs,
  title: 'Policy of the fake desk',
  clauses: fakeClauses,
  tariff: fakeTariff,
  steps: [],
  timeLimits: { openAfterReceipt: 15, sellerAnswer: 5, escalation: 7, informationRequest: 3, returnShipment: 10, appeal: 7 },
  evidence: Object.fromEntries(reasons.map((reason) => [reason, []])) as unknown as PolicyContent['evidence'],
};
const textOf = ({ version, clauses }: PolicyContent) => ['---', `version: ${version}`, '---', ...clauses.flatMap(({ code, title, reasons: of, text }) => [`## ${code} ${title}`, `Reasons: ${of.join(', ')}`, '', text, ''])].join('\n');

/** The policy of the fake: one version, and drafts that are read loosely, because only the core reads them strictly. */
export function fakePolicy({ me, fail, tell }: Parts): Handlers {
  let draft: PolicyDraft | null = null;
  const texts = new Map([[content.version, textOf(content)]]);
  let versions: PolicyVersion[] = [{ version: content.version, title: content.title, effectiveFrom: content.effectiveFrom, basedOn: null, personName: null, publishedAt: null, isInForce: true }];
  const versionIn = (text: string) => /^version: *(\S+)/m.exec(text)?.[1] ?? null;
  const current = (revision?: number): PolicyDraft => {
    if (!draft) return fail('NOT_FOUND', 'No draft was begun.');
    return revision !== undefined && draft.revision !== revision ? fail('CONFLICT', 'This draft was saved in another window.') : draft;
  };
  return {
    'policy.list': () => ({ versions, drafts: draft ? [{ personName: me().name, isMine: true, basedOn: draft.basedOn, savedAt: draft.savedAt }] : [] }),
    'policy.get': ({ version }) => ({ content: { ...content, version }, text: texts.get(version) ?? fail('NOT_FOUND', `There is no policy ${version}.`) }),
    'policy.getDraft': () => draft,
    'policy.startDraft': () => {
      const newest = versions[0]!.version;
      draft ??= { text: (texts.get(newest) ?? '').replace(/^version:.*$/m, 'version: 2026-12'), basedOn: newest, revision: 1, savedAt: Date.now() };
      tell();
      return draft;
    },
    'policy.check': ({ text }) => {
      const version = versionIn(text);
      return version === null ? { content: null, problems: [{ line: 1, words: 'version: is missing' }] } : { content: { ...content, version }, problems: [] };
    },
    'policy.saveDraft': ({ text, expectedRevision }) => (draft = { ...current(expectedRevision), text, revision: expectedRevision + 1, savedAt: Date.now() }),
    'policy.discard': () => {
      draft = null;
      tell();
      return {};
    },
    'policy.reach': () => ({ kept: 3, isMore: false, references: ['C-20417', 'C-20411', 'C-20409'] }),
    'policy.publish': ({ expectedRevision }) => {
      const { text, basedOn } = current(expectedRevision);
      const version = versionIn(text) ?? fail('NOT_ALLOWED_NOW', 'The draft names no version.');
      const published: PolicyVersion = { version, title: content.title, effectiveFrom: Date.now() + dayMs, basedOn, personName: me().name, publishedAt: Date.now(), isInForce: false };
      texts.set(version, text);
      versions = [published, ...versions];
      draft = null;
      tell();
      return published;
    },
  };
}
