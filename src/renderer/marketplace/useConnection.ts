import { computed, onMounted, ref, shallowRef, watch } from 'vue';
import type { Connection, ConnectionKind, SecretChange, TestStep } from '../../contract/marketplace.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import { say } from '../ui/live.ts';

/** A secret as it is being changed: what was typed counts for nothing until it is to be replaced. */
export type SecretEntry = { change: SecretChange['change']; value: string };

/** The connection in use, what is being entered in its place, the test of that and its saving. */
export function useConnection() {
  const backend = useBackend();
  const connection = shallowRef<Connection | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const loadFault = shallowRef<Fault | null>(null);
  const steps = shallowRef<TestStep[] | null>(null);
  const doing = shallowRef<'load' | 'test' | 'save' | null>('load');
  const kind = ref<ConnectionKind>('folder');
  const url = ref('');
  const token = ref<SecretEntry>({ change: 'keep', value: '' });
  const webhookSecret = ref<SecretEntry>({ change: 'keep', value: '' });
  /** Somebody else changed the connection while this person was entering another. */
  const isOvertaken = shallowRef(false);
  let requestId = crypto.randomUUID();

  const isSame = computed(() => {
    const now = connection.value;
    if (!now) return true;
    return kind.value === now.kind && (kind.value === 'folder' || url.value.trim() === (now.url ?? '')) && token.value.change === 'keep' && webhookSecret.value.change === 'keep';
  });
  /** Whether another line than the one in use was chosen, and not only another secret. */
  const isOtherLine = computed(() => connection.value !== null && (kind.value !== connection.value.kind || (kind.value === 'api' && url.value.trim() !== (connection.value.url ?? ''))));
  /** The kept secrets belong to the kept address alone. */
  const keepsSecrets = computed(() => connection.value?.url !== null && url.value.trim() === connection.value?.url);

  function fill(now: Connection): void {
    connection.value = now;
    kind.value = now.kind;
    url.value = now.url ?? '';
    token.value = { change: 'keep', value: '' };
    webhookSecret.value = { change: 'keep', value: '' };
    isOvertaken.value = false;
  }

  async function load(): Promise<void> {
    const wasSame = isSame.value;
    const before = connection.value;
    doing.value ??= 'load';
    try {
      const now = await backend.call('marketplace.get', {});
      loadFault.value = null;
      // What somebody is typing is never replaced under their hands, nor verdicts cleared because something else of the marketplace changed.
      if (wasSame && (before === null || before.changedAt !== now.changedAt)) fill(now);
      else connection.value = now;
      isOvertaken.value ||= !wasSame && before !== null && before.changedAt !== now.changedAt;
    } catch (error) {
      loadFault.value = faultOf(error);
    } finally {
      if (doing.value === 'load') doing.value = null;
    }
  }

  const entered = () => ({ kind: kind.value, url: url.value.trim() || null, token: changeOf(token.value), webhookSecret: changeOf(webhookSecret.value) });

  async function test(): Promise<void> {
    doing.value = 'test';
    fault.value = null;
    steps.value = null;
    try {
      const result = await backend.call('marketplace.test', entered());
      steps.value = result.steps;
      const bad = result.steps.find(({ verdict }) => verdict === 'fault');
      say(bad ? `The test failed. ${bad.words}` : 'The test went well.');
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      doing.value = null;
    }
  }

  /** Saves; true when it was. A try whose answer got lost is repeated under its own id. */
  async function save(): Promise<boolean> {
    doing.value = 'save';
    fault.value = null;
    try {
      fill(await backend.call('marketplace.set', { requestId, seenAt: connection.value?.changedAt ?? null, ...entered() }));
      requestId = crypto.randomUUID();
      return true;
    } catch (error) {
      fault.value = faultOf(error);
      // An event that told of the change may have been lost.
      if (fault.value.code === 'CONFLICT') await load();
      return false;
    } finally {
      doing.value = null;
    }
  }

  // The verdicts are of what stood there when it was tested.
  watch([kind, url, token, webhookSecret], () => {
    steps.value = null;
    fault.value = null;
    requestId = crypto.randomUUID();
  }, { deep: true });
  onMounted(load);
  useRefetch(() => doing.value !== 'save' && load(), ({ type }) => type === 'marketplace.changed');
  return { connection, loadFault, fault, steps, doing, kind, url, token, webhookSecret, isSame, isOtherLine, isOvertaken, keepsSecrets, load, test, save, reset: () => connection.value && fill(connection.value) };
}

function changeOf({ change, value }: SecretEntry): SecretChange {
  if (change !== 'replace') return { change };
  // An empty field replaces nothing.
  return value.trim() === '' ? { change: 'keep' } : { change, value: value.trim() };
}
