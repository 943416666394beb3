import type { PlayerIdentity } from "../../sdk";
import { byId, setText, show } from "./dom";
import { limit, longestName } from "./limit";

/** What the dialog asks for. */
export interface AccountActions {
  signIn(account: { name: string; password: string }): Promise<void>;
  register(account: { name: string; password: string }): Promise<void>;
  signOut(): Promise<void>;
  explain(error: unknown): string;
}

/** Register, sign in, sign out. */
export class Account {
  private readonly dialog = byId<HTMLDialogElement>("account");
  private readonly form = byId<HTMLFormElement>("account-form");
  private readonly inside = byId("account-in");
  private readonly message = byId("account-message");
  private readonly name = byId<HTMLInputElement>("account-name");
  private readonly password = byId<HTMLInputElement>("account-password");

  constructor(private readonly actions: AccountActions) {
    limit(this.name, longestName);
    // What was said of a name or a password is not true of another one.
    this.form.addEventListener("input", () => setText(this.message, ""));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const way = (event.submitter as HTMLButtonElement | null)?.value === "register" ? "register" : "signIn";
      void this.submit(() => this.actions[way]({ name: this.name.value.trim(), password: this.password.value }));
    });
    byId("sign-out").addEventListener("click", () => void this.submit(() => this.actions.signOut()));
    for (const id of ["account-close", "account-done"]) byId(id).addEventListener("click", () => this.dialog.close());
  }

  get isOpen(): boolean {
    return this.dialog.open;
  }

  open(player: PlayerIdentity | null): void {
    const registered = player !== null && !player.guest;
    show(this.form, !registered);
    show(this.inside, registered);
    setText(byId("account-who"), player?.name ?? "");
    setText(this.message, "");
    if (player?.guest && !this.name.value) this.name.value = player.name;
    this.password.value = "";
    this.dialog.showModal();
  }

  private async submit(action: () => Promise<void>): Promise<void> {
    const buttons = this.dialog.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    setText(this.message, "");
    try {
      await action();
      this.password.value = "";
      this.dialog.close();
    } catch (error) {
      setText(this.message, this.actions.explain(error));
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  }
}
