import type { Joined, PlayerIdentity, SignedIn } from "./contract.js";
import { ErrorCodes, LineError, RpcError } from "./errors.js";
import type { Session } from "./session.js";

/** What signing in needs of the server object. */
export interface LoginHost {
  /** Calls, and runs `received` with the result before any later message is looked at. */
  call<T>(method: string, params: object, received?: (result: T) => void): Promise<T>;
  /**
   * Somebody signed in.
   * @param room the room of an earlier page, or of another line, that he is in here now.
   * @param another whether it was somebody else before, whose room is left.
   */
  signedIn(room: Joined | null, another: boolean): void;
  /** Nobody is signed in any more. */
  signedOut(): void;
}

/**
 * Says who is playing. Each way of signing in keeps a token, which a lost line is resumed with. Who signs in as somebody
 * else than before leaves the room.
 */
export class Login {
  readonly #host: LoginHost;
  readonly #session: Session;

  /** @internal */
  constructor(host: LoginHost, session: Session) {
    this.#host = host;
    this.#session = session;
  }

  /** Whether there is a token of an earlier sign-in in this tab. */
  get canResume(): boolean {
    return this.#session.token !== null;
  }

  /**
   * Makes an account and signs in. Who is signed in as a guest keeps that account, its points and the room, and may keep
   * the name. Errors: 1001 name taken, 1009 name or password against the rules.
   */
  register(account: { name: string; password: string }): Promise<PlayerIdentity> {
    return this.#begin("login.register", account);
  }

  /** Signs in. Error: 1002 wrong name or password. */
  signIn(account: { name: string; password: string }): Promise<PlayerIdentity> {
    return this.#begin("login.signIn", account);
  }

  /** Signs in as a guest; without a name the server makes one up. */
  guest(wish: { name?: string } = {}): Promise<PlayerIdentity> {
    return this.#begin("login.guest", wish);
  }

  /**
   * Signs in with the token of this tab's earlier sign-in. Null where there is none that the server still takes. Who
   * still had a seat, as after a reload of the page, is in it again: `server.room`. Error: 1017 banned.
   */
  async resume(): Promise<PlayerIdentity | null> {
    const token = this.#session.token;
    if (token === null) return null;
    try {
      return await this.#begin("login.resume", { token });
    } catch (error) {
      if (!isRefused(error)) throw error;
      this.#session.end();
      if (error.code === ErrorCodes.banned) throw error;
      return null;
    }
  }

  /** Ends the session and the token. The server closes the line after it; `server.open()` begins anew. */
  async signOut(): Promise<void> {
    try {
      await this.#host.call("login.signOut", {});
    } catch (error) {
      // The line's end may overtake the reply. Where there was no line, the token is forgotten here at least.
      if (!(error instanceof LineError)) throw error;
    }
    this.#session.end();
    this.#host.signedOut();
  }

  async #begin(method: string, params: object): Promise<PlayerIdentity> {
    const { player } = await this.#host.call<SignedIn>(method, params, (reply) => {
      const before = this.#session.player;
      this.#session.begin(reply);
      this.#host.signedIn(reply.room, before !== null && before.id !== reply.player.id);
    });
    return player;
  }
}

/** Whether it is no use to try this token again. */
export function isRefused(error: unknown): error is RpcError {
  return error instanceof RpcError && (error.code === ErrorCodes.invalidToken || error.code === ErrorCodes.banned);
}
