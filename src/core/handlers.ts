import type { methods, MethodName, OutputOf, ParsedInputOf } from '../contract/methods.ts';
import type { Desk, SignedIn, Visitor } from './desk.ts';

/** Who a handler gets: a signed-in person, unless the method is open to anyone. */
type By<Name extends MethodName> = (typeof methods)[Name]['roles'] extends 'anyone' ? Visitor : SignedIn;

/** The core's side of the contract: one function a method; input is parsed and permission checked before it runs. */
export type Handlers = { [Name in MethodName]: (desk: Desk, input: ParsedInputOf<Name>, by: By<Name>) => Promise<OutputOf<Name>> };
