import { describe, expect, it } from 'vitest';
import type { Figures } from '../../contract/figures.ts';
import { Figures as Shape } from '../../contract/figures.ts';
import { fakeFigures } from '../backend/fakeFigures.ts';
import { chartOption } from './chartOption.ts';
import type { Palette } from './palette.ts';
import type { Panel } from './panel.ts';
import { qualityPanels } from './qualityPanels.ts';
import { fold, panelCsv, panelFileName } from './savePanel.ts';
import { afterPanels, outcomePanels, workPanels } from './workPanels.ts';

const until = Date.parse('2026-12-01T00:00:00Z');
const asked = { fromAt: Date.parse('2026-11-01T00:00:00Z'), untilAt: until, zone: 'UTC', filters: { mediators: [], reasons: [] } };
const figuresOf = (isEmpty: boolean): Figures => Shape.parse(fakeFigures({ isEmpty, decisions: () => [], me: () => ({ personId: 'x' }) })['figures.get'](asked));
const days = { from: '2026-11-01', to: '2026-11-30' };
const panelsOf = (figures: Figures): Panel[] => [...workPanels(figures), ...outcomePanels(figures, days), ...qualityPanels(figures, days), ...afterPanels(figures)];
const palette: Palette = { font: 'sans-serif', text: '#000', muted: '#555', border: '#ccc', ground: '#fff', series: ['#111', '#222', '#333', '#444', '#555'] };

/** The figures with every rate of so few cases, whatever it is of. */
function withFew(figures: Figures): Figures {
  const walk = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if ('k' in value) return { k: 3, n: 7, rate: 3 / 7, interval: { low: 0.16, high: 0.75 } };
    if (Array.isArray(value)) return value.map(walk);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]));
  };
  return Shape.parse(walk(figures));
}

describe('the panels', () => {
  it('would head a panel with a bare percentage of fewer than thirty', () => {
    const panels = panelsOf(withFew(figuresOf(false)));
    const rates = panels.filter(({ id }) => ['deadlines', 'overturns', 'agreement', 'appeals', 'against', 'payouts'].includes(id));
    expect(rates.map(({ id, answer }) => [id, answer])).toEqual(['deadlines', 'payouts', 'overturns', 'agreement', 'appeals', 'against'].map((id) => [id, id === 'payouts' ? '3 of 7 stuck' : '3 of 7']));
    for (const { basis } of rates) expect(basis).toContain('95 % sure: 16 to 75 %');
  });

  it('would state a percentage in any cell without the range it lies in', () => {
    for (const figures of [figuresOf(false), withFew(figuresOf(false))]) {
      for (const { rows } of panelsOf(figures)) {
        for (const cell of rows.flatMap(({ cells }) => cells)) if (cell.includes('%')) expect(cell).toMatch(/\((?:of )?[\d,]+(?: of [\d,]+)?; (?:−?\d+ to −?\d+ %|too few|up to|−?\d+ % or more)|points? \(−?\d+ to −?\d+ %\)/);
      }
    }
  });

  it('would answer for a period in which nothing happened, or draw nothing', () => {
    for (const panel of panelsOf(figuresOf(true))) {
      expect([panel.id, panel.chart]).toEqual([panel.id, null]);
      expect(`${panel.answer} ${panel.basis} ${panel.before ?? ''}`).not.toMatch(/NaN|undefined|null|Infinity/);
    }
  });

  it('would draw other numbers than the table has', () => {
    for (const { chart, rows, id } of panelsOf(figuresOf(false))) {
      if (chart === null || chart.kind !== 'bars' || id === 'outcomes') continue;
      const drawn = chart.categories.map((_name, place) => chart.series.map(({ values }) => values[place]?.toLocaleString('en') ?? '–'));
      expect([id, rows.slice(0, drawn.length).map(({ cells }) => cells.slice(1))]).toEqual([id, drawn]);
    }
  });

  it('would lead from a reason to decisions of another one', () => {
    const outcomes = panelsOf(figuresOf(false)).find(({ id }) => id === 'outcomes');
    expect(outcomes?.rows[0]).toMatchObject({ cells: ['Not received', '90', expect.any(String), expect.any(String), expect.any(String)], query: { reason: 'not_received', state: 'effective', from: '2026-11-01', to: '2026-11-30' } });
  });
});

describe('the charts', () => {
  it('would move, tell series apart by colour alone, or write names of strangers as HTML', () => {
    for (const { chart } of panelsOf(figuresOf(false))) {
      if (chart === null) continue;
      const option = chartOption(chart, palette) as { animation: boolean; aria: { decal: { show: boolean } }; tooltip: { renderMode: string } };
      expect(option.animation).toBe(false);
      expect(option.tooltip.renderMode).toBe('richText');
      if (chart.kind === 'bars' && chart.series.length > 1) expect(option.aria.decal.show).toBe(true);
    }
  });
});

describe('what is saved of a panel', () => {
  it('would lose its question, answer or period, or let a reason be a formula', async () => {
    const figures = figuresOf(false);
    figures.skips.reasons = [{ reason: '=HYPERLINK("http://x")', count: 1 }];
    const skips = panelsOf(figures).find(({ id }) => id === 'skips');
    const csv = skips ? await panelCsv(skips, { ...figures, filter: 'Dana' }) : '';
    expect(csv).toContain('How often are cases passed on, and why?');
    expect(csv).toContain('Dana, 1 Nov to 30 Nov 2026, UTC');
    expect(csv).toMatch(/^"?'=HYPERLINK/m);
    expect(panelFileName({ id: 'skips' }, figures, 'csv')).toBe('figures-skips-2026-11-01.csv');
  });

  it('would run over the edge of the picture', () => {
    expect(fold('one two three four', 9, (part) => part.length)).toEqual(['one two', 'three', 'four']);
  });
});
