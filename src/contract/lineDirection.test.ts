import { expect, it } from 'vitest';
import { lineDirection } from './lineDirection.ts';

it('would turn a Chinese line round because a title in it is Arabic, or set English reasons from the right', () => {
  const cases = [
    ['- هاتف ذكي：KWD 185.250 中退还 KWD 24.439', 'zh', 'ltr'],
    ['The photo shows a red watch.', 'ar', 'ltr'],
    ['- \u2068B-1\u2069: صورة، \u2068red.jpg\u2069', 'ar', 'rtl'],
    ['- \u2068Blue watch\u2069: \u2068USD 1.00\u2069', 'ar', 'rtl'],
    ['الساعة حمراء.', 'en', 'rtl'],
    ['12.50', 'ar', 'rtl'],
    ['12.50', 'en', 'ltr'],
  ] as const;
  for (const [line, language, direction] of cases) expect(lineDirection(line, language), line).toBe(direction);
});
