/** The package has no types. */
declare module 'ansi-to-svg' {
  export default function ansiToSvg(text: string, options: Readonly<Record<string, string | number>>): string;
}
