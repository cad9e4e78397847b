import { randomFrom, type Random } from '../random.ts';
import { startInk, type Ink } from './ink.ts';
import { ground, lay, light, picture, room, stand, type Surface } from './stage.ts';

/** Draws one scene; the stream depends only on the scene's name. */
export type Scene = (ink: Ink, random: Random) => string[];

/** A thing in front of a room on a table top. */
export function onTable(surface: Surface, tone: 'warm' | 'cool' | 'grey', draw: (ink: Ink, random: Random) => string, horizon = 470): Scene {
  return (ink, random) => [room(ink, horizon, tone, random), ground(surface, horizon, random), draw(ink, random), light(ink, 360, 120, 0.34)];
}

/** Things lying on a surface, seen from above. */
export function fromAbove(surface: Surface, draw: (ink: Ink, random: Random) => string): Scene {
  return (ink, random) => [ground(surface, 0, random), draw(ink, random), light(ink, 420, 240, 0.36)];
}

/** One scene as an SVG document. */
export function drawScene(name: string, scene: Scene): string {
  const ink = startInk();
  return picture(ink, scene(ink, randomFrom(`scene ${name}`)));
}

export { lay, stand };
