import type { Coefficient } from '../../contract/figureParts.ts';
import { coefficientOf, sharesOf, undefinedCoefficient, type Pairs } from './pairs.ts';

/**
 * Gwet's first-order agreement coefficient of two raters with its variance (Gwet 2008, Br. J. Math. Stat. Psychol. 61:29), which does not
 * collapse, as kappa does, when nearly all cases belong to one category. The number of categories is that of all outcomes there can be. Pure.
 */
export function gwetAc1(pairs: Pairs): Coefficient {
  const { n, cells, rows, columns, raw } = sharesOf(pairs);
  const categories = rows.length;
  if (n === 0 || categories < 2) return undefinedCoefficient;
  const means = rows.map((row, index) => (row + (columns[index] ?? 0)) / 2);
  const chance = means.reduce((sum, mean) => sum + mean * (1 - mean), 0) / (categories - 1);
  const ac1 = (raw - chance) / (1 - chance);
  const agreed = means.reduce((sum, mean, index) => sum + (cells[index]?.[index] ?? 0) * (1 - mean), 0) / (categories - 1);
  let squares = 0;
  cells.forEach((row, i) => row.forEach((share, j) => (squares += share * (1 - ((means[i] ?? 0) + (means[j] ?? 0)) / 2) ** 2)));
  squares /= (categories - 1) ** 2;
  const variance = (raw * (1 - raw) - 4 * (1 - ac1) * (agreed - raw * chance) + 4 * (1 - ac1) ** 2 * (squares - chance ** 2)) / (n * (1 - chance) ** 2);
  return coefficientOf(ac1, variance, { n, raw, chance });
}
