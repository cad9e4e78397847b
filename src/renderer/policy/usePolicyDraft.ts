import { computed, onScopeDispose, shallowRef } from 'vue';
import type { PolicyCheck, PolicyDraft, PolicyVersion } from '../../contract/policy.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';

/** Milliseconds after the last key until a draft is read and saved. */
const quietMs = 500;

/** The draft of the lead who is signed in: written in a field, read and saved soon after each change, published when it holds together. */
export function usePolicyDraft() {
  const backend = useBackend();
  const draft = shallowRef<PolicyDraft | null>(null);
  const text = shallowRef('');
  const check = shallowRef<PolicyCheck | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isBusy = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<boolean> = Promise.resolve(true);

  /** The text that `check` is about. */
  const readText = shallowRef<string | null>(null);
  /** What is written holds together, and nothing was written since it was read. */
  const isSound = computed(() => check.value !== null && check.value.problems.length === 0 && readText.value === text.value);
  const isSaved = computed(() => draft.value?.text === text.value);
  const newId = () => ({ requestId: crypto.randomUUID() });

  function open(found: PolicyDraft | null): void {
    draft.value = found;
    text.value = found?.text ?? '';
    check.value = null;
    if (found) void read();
  }

  async function attempt<Value>(run: () => Promise<Value>): Promise<Value | null> {
    try {
      const value = await run();
      fault.value = null;
      return value;
    } catch (error) {
      fault.value = faultOf(error);
      return null;
    }
  }

  async function load(): Promise<void> {
    await attempt(async () => open(await backend.call('policy.getDraft', {})));
  }

  async function start(): Promise<void> {
    isBusy.value = true;
    await attempt(async () => open(await backend.call('policy.startDraft', newId())));
    isBusy.value = false;
  }

  /** An answer about an older text is dropped. */
  async function read(): Promise<void> {
    const asked = text.value;
    const answer = await attempt(() => backend.call('policy.check', { text: asked }));
    if (!answer || asked !== text.value) return;
    check.value = answer;
    readText.value = asked;
  }

  /** Saves what is written, after the save before it; false when it could not be. */
  function save(): Promise<boolean> {
    clearTimeout(timer);
    saving = saving.then(async () => {
      const before = draft.value;
      if (!before || isSaved.value) return before !== null;
      const saved = await attempt(() => backend.call('policy.saveDraft', { ...newId(), text: text.value, expectedRevision: before.revision }));
      if (saved) draft.value = saved;
      return saved !== null;
    });
    return saving;
  }

  function write(written: string): void {
    text.value = written;
    clearTimeout(timer);
    timer = setTimeout(() => {
      void read();
      void save();
    }, quietMs);
  }

  /** Throws the draft away at the desk; false when that failed. Who shows it calls `close` then. */
  async function discard(): Promise<boolean> {
    clearTimeout(timer);
    await saving;
    return (await attempt(() => backend.call('policy.discard', newId()))) !== null;
  }

  /** Saves and publishes; null when something is in the way, which `fault` says. Who shows it calls `close` then. */
  async function publish(): Promise<PolicyVersion | null> {
    isBusy.value = true;
    const isReady = await save();
    const revision = draft.value?.revision ?? 0;
    const published = isReady ? await attempt(() => backend.call('policy.publish', { ...newId(), expectedRevision: revision })) : null;
    isBusy.value = false;
    return published;
  }

  onScopeDispose(() => void save());
  return { draft, text, check, fault, isBusy, isSaved, isSound, load, start, write, save, discard, publish, close: () => open(null) };
}
