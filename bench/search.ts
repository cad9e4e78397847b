import Database from 'libsql';
import { join } from 'node:path';
import { searchHandlers } from '../src/core/search/methods.ts';
import { sampleWords, type Word } from './searchWords.ts';
import { openSearchDesk, type SearchDesk } from './searchDesk.ts';
import { figure, short, spread, timeOf, type Comparison, type Result, type Spread } from './measure.ts';
import { largest } from './sized.ts';

const least = 30;
const warmUps = 5;
const peerNote = 'The peer runs one statement and fifty rows by number, without snippets, filters or what is hidden.';

/** What is asked, and the bar: milliseconds at the 95th percentile, and times the peer's median where there is one. */
type Question = { name: string; queries: string[]; match?: (query: string) => string; times?: number };

/** Finding cases by words, with snippets, through the method of the contract, against bare FTS5 with BM25 on the same index, in turns. */
export async function benchSearch(): Promise<Result[]> {
  const opened = await openSearchDesk(largest);
  const key = Buffer.from(opened.key).toString('hex');
  const bare = new Database(join(opened.desk.dataDir, 'desk.db'), { encryptionKey: key, readonly: true } as never);
  bare.exec('pragma cache_size = -24576');
  try {
    const results: Result[] = [];
    for (const question of await questionsFor(opened)) results.push(...(await ask(opened, bare, question)));
    return results;
  } finally {
    bare.close();
    await opened.close();
  }
}

async function ask({ desk, by, cases }: SearchDesk, bare: InstanceType<typeof Database>, { name, queries, match, times }: Question): Promise<(Spread | Comparison)[]> {
  if (queries.length === 0) return [];
  const ranked = bare.prepare('select rowid, bm25(case_text) as rank from case_text where case_text match ? order by rank limit 50');
  const row = bare.prepare('select title, buyer_name, seller_name from dispute_case where number = ?');
  const [own, peer] = [[] as number[], [] as number[]];
  let hits = 0;
  for (let one = -warmUps; one < Math.max(least, queries.length); one += 1) {
    const query = queries[(one + warmUps) % queries.length] ?? '';
    const took = await timeOf(async () => {
      hits += (await searchHandlers['search.find'](desk, { query, limit: 50, before: null }, by)).hits.length;
    });
    const barely = match ? await timeOf(() => { for (const found of ranked.all(match(query)) as { rowid: number }[]) row.get(found.rowid); }) : 0;
    if (one < 0) continue;
    own.push(took);
    if (match) peer.push(barely);
  }
  const about = `${cases.toLocaleString('en')} cases, ${queries.length} queries such as ${queries[0]}, ${(hits / (own.length + warmUps)).toFixed(0)} hits each with snippets, on their own thread.`;
  const found = spread({ bench: `search.find: ${name}`, unit: 'ms', bar: 'p95 <= 30 ms', note: about }, own, ({ p95 }) => p95 <= 30);
  if (!match) return [found];
  const beside = spread({ bench: `bare FTS5, BM25 top 50: ${name}`, unit: 'ms', bar: 'none, it is the peer', note: peerNote }, peer, () => true);
  return [found, beside, ...(times === undefined ? [] : [besidePeer(name, own, peer, times)])];
}

/** Against the peer, as queries a second: to take no more than so many times as long is to answer that part of as many. */
function besidePeer(name: string, own: readonly number[], peer: readonly number[], times: number): Comparison {
  const rate = (name: string, took: readonly number[]) => figure(name, took.map((ms) => 1_000 / ms));
  const [desk, bare] = [rate('desk: search.find', own), rate('bare FTS5, BM25 top 50', peer)];
  return { bench: `search: ${name}`, unit: 'queries/s', desk, peer: bare, ratio: short(desk.median / bare.median), least: short(1 / times), bar: `<= ${times}x the time of bare FTS5`, note: peerNote };
}

async function questionsFor(opened: SearchDesk): Promise<Question[]> {
  const { words, ids, cases } = await sampleWords(opened);
  const match = (query: string) => query.split(' ').map((word) => `"${word}"`).join(' AND ');
  const between = (from: number, to: number) => words.filter((word) => word.cases >= from * cases && word.cases < to * cases).slice(0, 40).map(({ text }) => text);
  const letters = (word: Word) => /^[a-z]+$/.test(word.text);
  const common = words.filter(({ cases: held }) => held >= 0.3 * cases).map(({ text }) => text);
  const swapped = (id: string) => `${id.slice(0, -3)}${id.at(-2)}${id.at(-3)}${id.at(-1)}`;
  return [
    { name: 'rare word', queries: between(0, 0.002), match, times: 1.5 },
    { name: 'middling word', queries: between(0.01, 0.1), match, times: 1.5 },
    { name: 'common word', queries: common, match },
    { name: 'two common words', queries: common.slice(1).map((word, at) => `${common[at]} ${word}`), match },
    { name: 'common and rare word', queries: between(0, 0.01).map((word, at) => `${common[at % common.length]} ${word}`), match },
    { name: 'prefix of two to five letters', queries: words.filter(letters).slice(0, 40).map(({ text }, at) => text.slice(0, 2 + (at % 4))) },
    { name: 'common word with a filter many pass', queries: common.map((word) => `${word} state:queued`) },
    { name: 'common word with a filter few pass', queries: common.map((word, at) => `${word} ${['amount>2000', 'is:overdue', 'due<1d', 'reason:counterfeit amount>1000'][at % 4]}`) },
    { name: 'filters alone', queries: ['state:queued', 'amount>1000', 'reason:counterfeit is:overdue', 'currency:EUR age>5d'] },
    { name: 'in one place', queries: common.flatMap((word) => [`${word} in:notes`, `${word} by:carrier`]) },
    { name: 'id', queries: ids },
    { name: 'part of an id', queries: ids.map((id) => id.slice(3, 9)) },
    { name: 'id with two signs changed over', queries: ids.map(swapped).filter((id) => !ids.includes(id)) },
    { name: 'misspelt word', queries: words.filter(letters).filter(({ text }) => text.length > 5).slice(0, 40).map(({ text }) => `${text.slice(0, 2)}q${text.slice(3)}`) },
    { name: 'Chinese and Japanese', queries: words.filter(({ text }) => /\p{Script=Han}/u.test(text)).slice(0, 40).map(({ text }) => text), match },
  ];
}
