import { describe, expect, it } from 'vitest';
import { hasPixels, hasThumbnail, pagesWords, sizeWords, viewerOf } from './exhibitWords.ts';
import { anExhibit } from './testCase.testing.ts';

describe('viewerOf', () => {
  it('would try to show a file that is not there or not looked at yet', () => {
    expect(viewerOf(anExhibit({ state: 'missing' }))).toBe('missing');
    expect(viewerOf(anExhibit({ state: 'waiting' }))).toBe('waiting');
    expect(viewerOf(anExhibit({ state: 'erased' }))).toBe('erased');
    expect(hasThumbnail(anExhibit({ state: 'erased' }))).toBe(false);
  });

  it('would hide a photo or PDF handed in as tracking behind the parcel table', () => {
    expect(viewerOf(anExhibit({ kind: 'tracking', show: 'image' }))).toBe('image');
    expect(viewerOf(anExhibit({ kind: 'tracking', show: 'none', state: 'record' }))).toBe('tracking');
  });

  it('would show raw words of a file that inspection refused', () => {
    expect(viewerOf(anExhibit({ kind: 'document', show: 'none', text: 'x' }))).toBe('unshown');
    expect(viewerOf(anExhibit({ kind: 'document', show: 'none', state: 'record', text: 'x' }))).toBe('words');
  });

  it('would print a chat as one block', () => {
    expect(viewerOf(anExhibit({ kind: 'chat', show: 'text', text: 'A: b' }))).toBe('chat');
    expect(viewerOf(anExhibit({ kind: 'email', show: 'email', text: 'A: b' }))).toBe('words');
  });

  it('would offer zoom on a sound, or none on a film', () => {
    expect(hasPixels(anExhibit({ kind: 'audio', show: 'audio' }))).toBe(false);
    expect(hasPixels(anExhibit({ kind: 'video', show: 'video' }))).toBe(true);
    expect(hasPixels(anExhibit())).toBe(true);
    expect(hasPixels(anExhibit({ state: 'damaged' }))).toBe(true);
    expect(hasPixels(null)).toBe(false);
  });
});

describe('pagesWords', () => {
  it('would keep from the mediator that only the first of many pictures is shown', () => {
    expect(pagesWords(anExhibit({ pages: 24, mediaType: 'image/gif' }))).toBe('animation, 24 frames; the first is shown');
    expect(pagesWords(anExhibit({ pages: 3, mediaType: 'image/tiff' }))).toBe('3 pictures; the first is shown');
  });

  it('would count where there is nothing to count', () => {
    expect([anExhibit(), anExhibit({ pages: 1 })].map(pagesWords)).toEqual([null, null]);
    expect([1, 1200].map((pages) => pagesWords(anExhibit({ pages, show: 'pdf' })))).toEqual(['1 page', '1,200 pages']);
  });
});

describe('sizeWords', () => {
  it('would round a size into the wrong unit', () => {
    expect([0, 999, 1000, 999_499, 999_500, 3_400_000, 2_000_000_000].map(sizeWords)).toEqual(['0 B', '999 B', '1 kB', '999 kB', '1.0 MB', '3.4 MB', '2.00 GB']);
  });
});
