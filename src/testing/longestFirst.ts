import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that end and start whole programs or play many stories, longest first: what vitest knows before a first run, their size, does not say so. */
const long = ['torture/torture', 'torture/badDisk', 'core/lifeOfACase', 'intake/largeImport', 'rulings/together', 'refunds/payOut', 'evidence/lookAside', 'fuzz/fuzz'].map((name) => `${name}.test.ts`);

/** Begins with the files that take longest, so that no core waits for one of them at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = long.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
