import { workOff } from '../../threadWork.ts';
import { letterPdf, type LetterSheet } from './letterPdf.ts';

workOff<LetterSheet, Uint8Array>((sheet) => letterPdf(sheet));
