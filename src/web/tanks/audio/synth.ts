/** A sound that slides from one pitch, in hertz, to another. */
export interface Note {
  readonly volume: number;
  /** -1 left, 1 right. */
  readonly pan: number;
  readonly seconds: number;
  readonly from: number;
  readonly to: number;
  /** Seconds from now. */
  readonly after?: number;
}

const maxVoices = 26;

/** Tones and noise by WebAudio, mixed through a limiter. */
export class Synth {
  private readonly context = new AudioContext();
  private readonly master: GainNode;
  private readonly hiss: AudioBuffer;
  private readonly motor: OscillatorNode;
  private readonly motorGain: GainNode;
  private voices = 0;

  constructor(muted: boolean) {
    const { context } = this;
    const limiter = context.createDynamicsCompressor();
    limiter.threshold.value = -14;
    limiter.ratio.value = 8;
    this.master = context.createGain();
    this.master.gain.value = muted ? 0 : 0.7;
    this.master.connect(limiter).connect(context.destination);
    this.hiss = context.createBuffer(1, context.sampleRate, context.sampleRate);
    const samples = this.hiss.getChannelData(0);
    for (let i = 0; i < samples.length; i++) samples[i] = Math.random() * 2 - 1;
    this.motor = context.createOscillator();
    this.motorGain = context.createGain();
    this.startMotor();
  }

  get now(): number {
    return this.context.currentTime;
  }

  resume(): void {
    if (this.context.state === "suspended") void this.context.resume();
  }

  mute(muted: boolean): void {
    this.master.gain.setTargetAtTime(muted ? 0 : 0.7, this.now, 0.02);
  }

  engine(load: number): void {
    this.motorGain.gain.setTargetAtTime(load < 0 ? 0 : 0.035 + load * 0.05, this.now, 0.08);
    this.motor.frequency.setTargetAtTime(38 + Math.max(0, load) * 46, this.now, 0.1);
  }

  tone(note: Note & { readonly shape: OscillatorType }): void {
    if (this.voices >= maxVoices) return;
    const source = this.context.createOscillator();
    source.type = note.shape;
    const start = this.now + (note.after ?? 0);
    source.frequency.setValueAtTime(note.from, start);
    source.frequency.exponentialRampToValueAtTime(Math.max(1, note.to), start + note.seconds);
    this.play(source, source, note, start);
  }

  noise(note: Note): void {
    if (this.voices >= maxVoices) return;
    const source = this.context.createBufferSource();
    source.buffer = this.hiss;
    const filter = this.context.createBiquadFilter();
    const start = this.now + (note.after ?? 0);
    filter.type = "lowpass";
    filter.frequency.setValueAtTime(note.from, start);
    filter.frequency.exponentialRampToValueAtTime(note.to, start + note.seconds);
    source.connect(filter);
    source.loop = true;
    this.play(source, filter, note, start);
  }

  private play(source: AudioScheduledSourceNode, end: AudioNode, note: Note, start: number): void {
    const gain = this.context.createGain();
    const panner = this.context.createStereoPanner();
    panner.pan.value = note.pan;
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.linearRampToValueAtTime(note.volume, start + 0.004);
    gain.gain.exponentialRampToValueAtTime(0.0008, start + note.seconds);
    end.connect(gain).connect(panner).connect(this.master);
    this.voices++;
    source.onended = () => {
      this.voices--;
      panner.disconnect();
    };
    source.start(start);
    source.stop(start + note.seconds + 0.02);
  }

  private startMotor(): void {
    const filter = this.context.createBiquadFilter();
    filter.type = "lowpass";
    filter.frequency.value = 190;
    this.motor.type = "sawtooth";
    this.motorGain.gain.value = 0;
    this.motor.connect(filter).connect(this.motorGain).connect(this.master);
    this.motor.start();
  }
}
