import { type Trouble, troubleOf } from '../../api/errors.ts';

/** A form that is sent: once at a time, and with what came in between, until it is sent again. */
export class Attempt {
  busy = $state(false);
  trouble: Trouble | null = $state.raw(null);

  constructor(private readonly make: () => Promise<void>) {}

  readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.trouble = null;
    try {
      await this.make();
    } catch (error) {
      this.trouble = troubleOf(error);
    } finally {
      this.busy = false;
    }
  };
}
