const pictures: Record<string, { words: string; hue: number; size: [number, number] }> = {
  'e-b1': { words: 'black dial', hue: 220, size: [1200, 900] },
  'e-b2': { words: 'BLACK', hue: 30, size: [1200, 900] },
  'e-b3': { words: 'box, one strap', hue: 90, size: [1200, 900] },
  'e-s1': { words: 'blue dial, packed', hue: 210, size: [900, 1200] },
  'l-b1': { words: 'Sharjah', hue: 160, size: [600, 1300] },
  'k-b1': { words: 'dent', hue: 10, size: [1200, 900] },
};

/** A drawn stand-in for a photo of the fake, as a data URL. */
export function fakePicture(evidenceId: string): string {
  const { words, hue, size } = pictures[evidenceId] ?? { words: evidenceId, hue: 260, size: [1200, 900] };
  const [width, height] = size;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="hsl(${hue} 30% 72%)"/><rect x="8%" y="60%" width="84%" height="34%" fill="hsl(${hue} 22% 58%)"/><circle cx="50%" cy="46%" r="${Math.min(width, height) * 0.3}" fill="hsl(${hue} 40% 30%)"/><circle cx="50%" cy="46%" r="${Math.min(width, height) * 0.24}" fill="hsl(${hue} 45% 20%)"/><text x="50%" y="84%" font-family="sans-serif" font-size="${width / 14}" text-anchor="middle" fill="#222">${words}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
