// Makes countries.txt of countries-50m.json of the npm package world-atlas: node reduce.mjs countries-50m.json > countries.txt
// Borders that two countries share are reduced once, so that no gap opens between them.
import { readFileSync } from 'node:fs';

const LEAST_BEND = 70;   // km² of the triangle that a point makes with its neighbours; below, it goes
const LEAST_ISLAND = 900; // km²; a country keeps its largest ring however small it is
const NAMES = ['en', 'es', 'ar', 'fr', 'pt'];
// What people also write, and what has no number in ISO 3166-1.
const ALSO = {
  US: ['USA', 'U.S.', 'U.S.A.', 'United States of America', 'EE. UU.'], GB: ['UK', 'Great Britain', 'Britain'], MM: ['Burma'], TR: ['Turkey', 'Türkiye'], PS: ['Palestine', 'Palestina', 'فلسطين'],
  CI: ['Ivory Coast'], CD: ['Democratic Republic of the Congo', 'DR Congo'], CG: ['Republic of the Congo'], CV: ['Cape Verde'], CZ: ['Czech Republic'], SZ: ['Swaziland'], NL: ['Holland'], MK: ['Macedonia'],
  BA: ['Bosnia'], KR: ['Republic of Korea'], KP: ['DPRK'], AE: ['UAE'], VA: ['Holy See'], TL: ['East Timor'], GM: ['The Gambia'], BS: ['The Bahamas'],
};
const UNNUMBERED = { Kosovo: 'XK' };
// Names that a part of another country has too: ~ stands before them.
const SHARED = new Set(['Georgia', 'Luxembourg', 'Luxemburgo', 'Niger', 'Níger', 'Mexico', 'México']);

const world = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { scale, translate } = world.transform;

const area = (a, b, c) => {
  const wide = Math.cos((a[1] + b[1] + c[1]) / 3 * Math.PI / 180);
  return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2 * wide * 111.2 * 111.2;
};

const ringArea = ring => {
  let sum = 0, lat = 0;
  for (let i = 0; i < ring.length - 1; i++) { sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1]; lat += ring[i][1]; }
  return Math.abs(sum) / 2 * Math.cos(lat / (ring.length - 1) * Math.PI / 180) * 111.2 * 111.2;
};

// Visvalingam and Whyatt 1993: the point that bends the line least goes first.
function reduced(arc) {
  const points = arc.slice(), isClosed = arc[0][0] === arc.at(-1)[0] && arc[0][1] === arc.at(-1)[1];
  while (points.length > (isClosed ? 4 : 2)) {
    let least = Infinity, at = 0;
    for (let i = 1; i < points.length - 1; i++) {
      const bend = area(points[i - 1], points[i], points[i + 1]);
      if (bend < least) [least, at] = [bend, i];
    }
    if (least >= LEAST_BEND) break;
    points.splice(at, 1);
  }
  return points;
}

const arcs = world.arcs.map(deltas => {
  let x = 0, y = 0;
  return reduced(deltas.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]));
});

const ringOf = numbers => {
  const ring = [];
  for (const number of numbers) {
    const arc = number >= 0 ? arcs[number] : arcs[~number].slice().reverse();
    ring.push(...(ring.length ? arc.slice(1) : arc));
  }
  return ring;
};

// A ring over the antimeridian becomes two; the one around the pole goes along it.
function cut(ring) {
  const unwrapped = [ring[0]];
  for (let i = 1; i < ring.length; i++) {
    const before = unwrapped[i - 1][0];
    unwrapped.push([ring[i][0] + 360 * Math.round((before - ring[i][0]) / 360), ring[i][1]]);
  }
  const turn = unwrapped.at(-1)[0] - unwrapped[0][0];
  if (Math.abs(turn) > 180) {
    unwrapped.push([unwrapped.at(-1)[0], -90], [unwrapped[0][0], -90], unwrapped[0]);
  }
  const parts = [];
  for (const shift of [-360, 0, 360]) {
    const part = clip(clip(unwrapped.map(([x, y]) => [x + shift, y]), x => x >= -180, -180), x => x <= 180, 180);
    if (part.length > 3) parts.push(part);
  }
  return parts;
}

function clip(ring, isInside, edge) {
  const out = [];
  for (let i = 0; i < ring.length; i++) {
    const a = ring[(i + ring.length - 1) % ring.length], b = ring[i];
    if (isInside(a[0]) !== isInside(b[0])) out.push([edge, a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0])]);
    if (isInside(b[0])) out.push(b);
  }
  return out;
}

const written = ring => {
  const points = [];
  for (const [x, y] of ring) {
    const text = `${+x.toFixed(2)},${+y.toFixed(2)}`;
    if (points.at(-1) !== text) points.push(text);
  }
  if (points[0] === points.at(-1)) points.pop();
  return points;
};

const codeOf = geometry => {
  if (!geometry.id) return UNNUMBERED[geometry.properties.name] ?? '';
  const code = new Intl.Locale(`und-${geometry.id}`).region;
  return /^[A-Z]{2}$/.test(code) ? code : '';
};

const lines = [], seen = new Set();
for (const geometry of world.objects.countries.geometries) {
  const polygons = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
  // Lakes and enclaves are drawn over by who is in them: outer rings only.
  const rings = polygons.map(polygon => ringOf(polygon[0])).map(ring => ({ ring, size: ringArea(ring) })).sort((a, b) => b.size - a.size);
  const kept = rings.filter(({ size }, at) => at === 0 || size >= LEAST_ISLAND).flatMap(({ ring }) => cut(ring)).map(written).filter(ring => ring.length > 2);
  if (kept.length === 0) kept.push(written(rings[0].ring));
  let code = codeOf(geometry);
  if (seen.has(code)) code = '';
  if (code) seen.add(code);
  const names = [geometry.properties.name, ...(code ? NAMES.map(language => new Intl.DisplayNames(language, { type: 'region' }).of(code)) : []), ...(ALSO[code] ?? [])];
  lines.push([code || '-', [...new Set(names)].map(name => (SHARED.has(name) ? '~' + name : name)).join('|'), kept.map(ring => ring.join(' ')).join(';')].join('\t'));
}
lines.sort((a, b) => (a.split('\t')[1] < b.split('\t')[1] ? -1 : 1));
process.stdout.write(lines.join('\n') + '\n');
