import { inject, type ComputedRef, type InjectionKey } from 'vue';

/** What a UiField tells the control inside it. */
export type FieldContext = { id: string; describedBy: ComputedRef<string | undefined>; isInvalid: ComputedRef<boolean> };

export const fieldKey: InjectionKey<FieldContext> = Symbol('field');

/** The field around a control, if there is one. */
export function useField(): FieldContext | null {
  return inject(fieldKey, null);
}
