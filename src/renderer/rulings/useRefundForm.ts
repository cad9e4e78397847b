import { computed, ref, shallowRef, watch } from 'vue';
import { toDecimal } from '../../contract/money.ts';
import { useCaseStore } from '../stores/caseStore.ts';
import { useDraftStore } from '../stores/draftStore.ts';
import { isSameBasis, noTexts, readRefund, textsOf } from './refundForm.ts';
import { presetsOf, tariffsFor } from './refundPresets.ts';
import type { RefundMode, RefundTexts } from './refundForm.ts';

/** The way of stating a refund a person used last in this window. */
const lastMode = ref<RefundMode>('sum');

/** The fields of the refund control over the draft: what can be read goes to the draft, the rest is said beside its field. */
export function useRefundForm() {
  const cases = useCaseStore();
  const store = useDraftStore();
  // A ruling on an appeal says the whole amount anew, so what was ordered before is within the cap, not off it.
  const room = computed(() => (cases.file ? { ...cases.file.refundRoom, ...(cases.file.appeal ? { refundedHere: null } : {}) } : null));
  const currency = computed(() => room.value?.currency ?? null);
  const mode = shallowRef<RefundMode>(lastMode.value);
  const texts = shallowRef<RefundTexts>(noTexts);
  const faults = shallowRef<Record<string, string>>({});
  const isPartial = computed(() => store.draft.outcome === 'partial_refund');
  const tariffs = computed(() => (cases.file ? tariffsFor(cases.file, store.draft) : []));
  const tariff = computed(() => tariffs.value.find((one) => one.code === store.draft.tariffCode) ?? null);
  const presets = computed(() => presetsOf(tariff.value));

  function sayFaults(next: Record<string, string>): void {
    faults.value = next;
    const first = Object.values(next)[0];
    store.setFieldFault('amount', first === undefined ? null : `The amount cannot be read. ${first}`);
  }

  function apply(): void {
    if (currency.value === null) return;
    const read = readRefund(mode.value, texts.value, currency.value);
    sayFaults(read.faults);
    if (!isSameBasis(read.basis, store.draft.basis)) store.set({ basis: read.basis });
  }

  function chooseMode(next: RefundMode): void {
    mode.value = next;
    lastMode.value = next;
    apply();
  }

  function typePercent(text: string): void {
    texts.value = { ...texts.value, percent: text };
    apply();
  }

  /** Follows a tariff, or none. Only a tariff of a single percentage fills it in; within a range the mediator chooses. */
  function chooseTariff(code: string | null): void {
    store.set({ tariffCode: code ?? undefined });
    const chosen = tariffs.value.find((one) => one.code === code);
    if (!chosen || mode.value === 'line') return;
    if (chosen.fromPercent === chosen.upToPercent) texts.value = { ...texts.value, percent: String(chosen.upToPercent) };
    if (mode.value === 'percent' || texts.value.sum === '') chooseMode('percent');
  }

  /** A sum typed with a percent sign is a percentage. */
  function typeSum(text: string): void {
    if (/^\s*\d[\d.,]*\s*%\s*$/.test(text)) {
      texts.value = { ...texts.value, percent: text.replace('%', '').trim() };
      return chooseMode('percent');
    }
    texts.value = { ...texts.value, sum: text };
    apply();
  }

  function typeLine(lineId: string, text: string): void {
    texts.value = { ...texts.value, lines: { ...texts.value.lines, [lineId]: text } };
    apply();
  }

  /** Puts the whole of one line, or of every line, into the fields. */
  function takeAll(lineId?: string): void {
    const lines = { ...texts.value.lines };
    for (const line of room.value?.lines ?? []) {
      if (lineId === undefined || line.lineId === lineId) lines[line.lineId] = toDecimal(line.amount.minor, line.amount.currency);
    }
    texts.value = { ...texts.value, lines };
    apply();
  }

  watch(
    [() => store.caseId, () => store.draft.basis, isPartial, currency] as const,
    ([caseId], before) => {
      if (!isPartial.value || currency.value === null) return sayFaults({});
      const isOtherCase = caseId !== before[0];
      const read = readRefund(mode.value, texts.value, currency.value);
      if (!isOtherCase && (isSameBasis(read.basis, store.draft.basis) || Object.keys(read.faults).length > 0)) return sayFaults(read.faults);
      const stored = textsOf(store.draft.basis, currency.value);
      mode.value = stored.mode ?? lastMode.value;
      texts.value = stored.texts;
      sayFaults({});
    },
    { immediate: true },
  );

  return { room, currency, mode, texts, faults, isPartial, tariffs, tariff, presets, chooseMode, chooseTariff, typePercent, typeSum, typeLine, takeAll };
}
