export * from './audit.ts';
export * from './caseParts.ts';
export * from './disputeCase.ts';
export * from './evidence.ts';
export * from './intake.ts';
export * from './job.ts';
export * from './person.ts';
export * from './ruling.ts';
