import { LineFault } from '../refunds/lineFault.ts';
import { outcome, type Tried } from './answerFault.ts';

const certificate = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_TLS_CERT|ERR_SSL_WRONG_VERSION)/;
const reasons: { [code: string]: string } = {
  ECONNREFUSED: 'nothing answers at its address',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'names cannot be looked up at the moment',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  ETIMEDOUT: 'no connection came about in time',
  ENETUNREACH: 'there is no way to its network',
  EHOSTUNREACH: 'there is no way to its machine',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  BAD_PORT: 'its port is one that no web service may use',
  UND_ERR_SOCKET: 'the connection broke off',
};

/** The fault for a call that ended without an answer: `notNow` only when it is sure that nothing had been sent. */
export function brokenLine(tried: Tried, error: unknown): LineFault {
  if (error instanceof LineFault) return error;
  // The cause is left out on purpose: some causes carry the request with its headers, and the token is one of them.
  if (error instanceof Error && error.name === 'TimeoutError') return new LineFault('unsure', 'TIMEOUT', `The marketplace gave no whole answer in time.${outcome(tried)}`);
  if (error instanceof Error && error.name === 'AbortError') return new LineFault('unsure', 'STOPPED', `The desk stopped while it waited for the marketplace.${outcome(tried)}`);
  const causes = causesOf(error);
  const code = causes.map((cause) => cause.code).find((one) => one !== '') ?? 'BROKEN';
  const why = certificate.test(code) ? 'its certificate does not prove who it is' : (reasons[code] ?? 'the connection broke off');
  const isUnsent = causes.length > 0 && causes.every((cause) => cause.isUnsent);
  if (isUnsent) return new LineFault('notNow', code, `The marketplace cannot be reached: ${why} (${code}).${tried.acts ? ` ${tried.what} was not sent and waits; it is tried again by itself.` : outcome(tried)}`);
  return new LineFault('unsure', code, `The line to the marketplace failed: ${why} (${code}).${outcome(tried)}`);
}

/** The errors at the bottom; one for each address that was tried. */
function causesOf(error: unknown): { code: string; isUnsent: boolean }[] {
  if (error instanceof AggregateError) return error.errors.flatMap(causesOf);
  if (!(error instanceof Error)) return [{ code: '', isUnsent: false }];
  // `fetch` gives this one no code.
  if (error.message === 'bad port') return [{ code: 'BAD_PORT', isUnsent: true }];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '' && error.cause !== undefined) return causesOf(error.cause);
  // A connection that stood can end with the same codes; only the call of the system tells whether it ever did.
  const step = 'syscall' in error ? String(error.syscall) : '';
  return [{ code, isUnsent: step === 'connect' || step === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT' || certificate.test(code) }];
}
