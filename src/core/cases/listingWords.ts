import type { ListingVersion } from '../../contract/listings.ts';

type ListingWords = Pick<ListingVersion, 'title' | 'price' | 'description' | 'attributes'>;

const titles = ['title', 'titel', 'название', 'título', 'titre', 'titolo', 'タイトル', '商品名', '标题', '標題', 'العنوان', 'naam', 'tytuł', 'başlık'];
const prices = ['price', 'preis', 'цена', 'preço', 'precio', 'prix', 'prezzo', '価格', '价格', '價格', 'السعر', 'prijs', 'cena', 'fiyat'];
const descriptions = ['description', 'beschreibung', 'описание', 'descrição', 'descripción', 'descrizione', '説明', '商品説明', '描述', '商品描述', 'الوصف', 'beschrijving', 'opis', 'açıklama'];
const pair = /^([\p{L}\p{N}][^:：\n]{0,39})[:：]\s*(?!\/\/)(.*)$/u;

/** The words of a listing's page as fields: "Name: value" lines name them, a line without a name is the title first and description after it. Nothing is dropped. */
export function listingWords(text: string): ListingWords {
  const found: ListingWords = { title: null, price: null, description: null, attributes: [] };
  const prose: string[] = [];
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const [, name, value] = prose.some((one) => one !== '') ? [] : (pair.exec(line.trim()) ?? []);
    const key = name?.trim().toLowerCase();
    if (key !== undefined && titles.includes(key) && found.title === null) found.title = value!.trim();
    else if (key !== undefined && prices.includes(key) && found.price === null) found.price = value!.trim();
    else if (key !== undefined && descriptions.includes(key)) prose.push(value!.trim());
    else if (key !== undefined && value!.trim() !== '') found.attributes.push({ name: name!.trim(), value: value!.trim() });
    else if (found.title === null && found.attributes.length === 0 && line.trim() !== '') found.title = line.trim();
    else prose.push(line.trimEnd());
  }
  found.description = prose.join('\n').trim() || null;
  return found;
}

/** Names of the fields in which a later listing differs from an earlier one; what the later one does not show at all is not held against it. */
export function changedFields(before: ListingWords, after: ListingWords): string[] {
  const changed: string[] = [];
  for (const field of ['title', 'price', 'description'] as const) {
    const later = after[field];
    if (later !== null && before[field] !== null && !isSame(field, before[field], later)) changed.push(field);
  }
  if (before.attributes.length === 0 || after.attributes.length === 0) return changed;
  const named = (version: ListingWords) => new Map(version.attributes.map(({ name, value }) => [plain(name), { name, value }]));
  const [old, now] = [named(before), named(after)];
  for (const [key, { name, value }] of old) if (plain(now.get(key)?.value ?? '') !== plain(value)) changed.push(name);
  for (const [key, { name }] of now) if (!old.has(key)) changed.push(name);
  return changed;
}

function isSame(field: 'title' | 'price' | 'description', one: string, other: string): boolean {
  return plain(one) === plain(other) || (field === 'price' && digits(one) !== '' && digits(one) === digits(other));
}

/** "EUR 199.00", "199,00 €" and "199 €" are one price: its digits without marks and without cents that are nothing. */
function digits(price: string): string {
  return price.replace(/[.,]00(?!\d)/, '').replace(/\D/g, '');
}

function plain(words: string): string {
  return words.normalize('NFC').replace(/\s+/g, ' ').trim();
}
