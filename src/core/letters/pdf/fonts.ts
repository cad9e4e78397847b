import { openSync, type Font } from 'fontkit';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A family the letters are set in: its two files, and which characters it has. */
export type FontFile = { name: string; regular: string; bold: string; has(codePoint: number): boolean };

// Noto (SIL Open Font License 1.1) in whole files: nothing is fetched, and a letter looks the same on every machine.
const files = {
  latin: ['@embedpdf/fonts-latin', 'NotoSans-Regular.ttf', 'NotoSans-Bold.ttf'],
  arabic: ['@embedpdf/fonts-arabic', 'NotoNaskhArabic-Regular.ttf', 'NotoNaskhArabic-Bold.ttf'],
  hebrew: ['@embedpdf/fonts-hebrew', 'NotoSansHebrew-Regular.ttf', 'NotoSansHebrew-Bold.ttf'],
  chinese: ['@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf', 'NotoSansHans-Bold.otf'],
  japanese: ['@embedpdf/fonts-jp', 'NotoSansJP-Regular.otf', 'NotoSansJP-Bold.otf'],
} as const;
type FamilyName = keyof typeof files;

const opened = new Map<FamilyName, FontFile>();

/** The families a letter in a language is set in, the first that has a character takes it: Han characters differ between Japanese and Chinese. */
export function fontsFor(language: string): FontFile[] {
  const han: FamilyName[] = language === 'ja' ? ['japanese', 'chinese'] : ['chinese', 'japanese'];
  const names: FamilyName[] = language === 'ar' ? ['arabic', 'latin', 'hebrew', ...han] : ['latin', 'arabic', 'hebrew', ...han];
  return names.map(open);
}

function open(name: FamilyName): FontFile {
  const known = opened.get(name);
  if (known) return known;
  const [pack, regular, bold] = files[name];
  const folder = join(dirname(createRequire(import.meta.url).resolve(pack)), '..', 'fonts');
  let font: Font | null = null;
  const read = () => (font ??= openSync(join(folder, regular)) as Font);
  const made: FontFile = { name, regular: join(folder, regular), bold: join(folder, bold), has: (codePoint) => read().hasGlyphForCodePoint(codePoint) };
  opened.set(name, made);
  return made;
}
