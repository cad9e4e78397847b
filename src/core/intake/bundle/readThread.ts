import { workOff } from '../../threadWork.ts';
import type { ReadOrder, ReadResult } from './readAside.ts';
import { readOrdered } from './readOrdered.ts';

// Unpacking, hashing and sealing a bundle takes seconds of pure work: this thread does it, the desk goes on answering.

workOff<ReadOrder, ReadResult>(readOrdered);
