const NOTES = [
  { frequency: 659.3, at: 0 },
  { frequency: 880, at: 0.14 },
] as const;

/** Two soft notes: somebody is here. Silent where the browser allows no sound yet. */
export function chime(): void {
  try {
    const context = new AudioContext();
    for (const { frequency, at } of NOTES) playNote(context, frequency, context.currentTime + at);
    setTimeout(() => void context.close(), 1_500);
  } catch {
    // No audio output: the page shows it all the same.
  }
}

function playNote(context: AudioContext, frequency: number, start: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.14, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.7);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.75);
}
