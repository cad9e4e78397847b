import type { Coefficient } from '../../contract/figureParts.ts';
import { coefficientOf, sharesOf, undefinedCoefficient, type Pairs } from './pairs.ts';

/**
 * Cohen's kappa of two raters (Cohen 1960, Educ. Psychol. Meas. 20:37) with the large-sample standard error that does not assume chance
 * agreement (Fleiss, Cohen & Everitt 1969, Psychol. Bull. 72:323, eq. 13). Not defined when both always chose the same one category. Pure.
 */
export function cohenKappa(pairs: Pairs): Coefficient {
  const { n, cells, rows, columns, raw } = sharesOf(pairs);
  const chance = rows.reduce((sum, row, index) => sum + row * (columns[index] ?? 0), 0);
  if (n === 0 || chance >= 1 - 1e-12) return undefinedCoefficient;
  const kappa = (raw - chance) / (1 - chance);
  let agreed = 0;
  let apart = 0;
  cells.forEach((row, i) =>
    row.forEach((share, j) => {
      if (i === j) agreed += share * (1 - ((rows[i] ?? 0) + (columns[i] ?? 0)) * (1 - kappa)) ** 2;
      else apart += share * ((columns[i] ?? 0) + (rows[j] ?? 0)) ** 2;
    }),
  );
  const variance = (agreed + (1 - kappa) ** 2 * apart - (kappa - chance * (1 - kappa)) ** 2) / (n * (1 - chance) ** 2);
  return coefficientOf(kappa, variance, { n, raw, chance });
}
