import type { policyMethods } from '../../contract/policy.ts';
import type { Handlers } from '../handlers.ts';
import { checkDraft, discardDraft, draftOf, saveDraft, startDraft } from './draft.ts';
import { publishDraft, reachOf } from './publish.ts';
import { getVersion, listVersions } from './versions.ts';

export const policyHandlers: Pick<Handlers, keyof typeof policyMethods> = {
  'policy.list': (desk, _input, by) => listVersions(desk.db, by, desk.clock()),
  'policy.get': (desk, { version }) => getVersion(desk.db, version),
  'policy.getDraft': (desk, _input, by) => draftOf(desk.db, by),
  'policy.check': (desk, { text }) => checkDraft(desk.db, text, desk.clock()),
  'policy.reach': (desk, { effectiveFrom }) => reachOf(desk.db, effectiveFrom),
  'policy.startDraft': startDraft,
  'policy.saveDraft': saveDraft,
  'policy.discard': discardDraft,
  'policy.publish': publishDraft,
};
