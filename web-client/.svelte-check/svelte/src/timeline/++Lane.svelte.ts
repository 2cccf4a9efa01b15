///<reference types="svelte" />
;
  import type { Peaks } from '../audio/peaks.ts';

  /** One clip at its place in the song; its waveform is null until it has arrived. */
  export interface PlacedClip {
    startSeconds: number;
    lengthSeconds: number;
    stemSeconds: number;
    peaks: Peaks | null;
    failed: boolean;
  }
;;

import { columnsOf } from '../audio/peaks.ts';
import { addPainter, repaint } from '../ui/loop.ts';
import { type Axis, toX } from './axis.ts';
import { drawWave, fitCanvas } from './wave.ts';

;type $$ComponentProps =  {
    axis: Axis;
    colour: string;
    clips: readonly PlacedClip[];
    zoom: number;
    dimmed: boolean;
    playing: boolean;
    position: () => number;
    onvisible: () => void;
  };function $$render() {

  
  
  
  

  const {
    axis,
    colour,
    clips,
    zoom,
    dimmed,
    playing,
    position,
    onvisible,
  }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  let box: HTMLElement;
  let canvas: HTMLCanvasElement;
  let line: HTMLElement;
  let width = 0;
  let height = 0;
  let visible = false;
  let stale = true;
  let lineAt = -1;

  $effect(() => {
    void [axis.seconds, colour, clips, zoom, dimmed];
    stale = true;
    repaint();
  });
  $effect(() => {
    void playing;
    repaint();
  });

  $effect(() => {
    const sizes = new ResizeObserver(() => {
      width = box.clientWidth;
      height = box.clientHeight;
      stale = true;
      repaint();
    });
    // Nothing is drawn, or fetched, for a lane that nobody sees; its pixels are given back.
    const views = new IntersectionObserver(
      ([entry]) => {
        visible = entry?.isIntersecting ?? false;
        stale = true;
        if (visible) {
          onvisible();
          repaint();
        } else {
          canvas.width = 0;
        }
      },
      { rootMargin: '120px' },
    );
    sizes.observe(box);
    views.observe(box);
    const leave = addPainter(paint);
    return () => {
      sizes.disconnect();
      views.disconnect();
      leave();
    };
  });

  function paint(): boolean {
    if (!visible || width === 0) {
      return false;
    }
    if (fitCanvas(canvas, width, height)) {
      stale = true;
    }
    if (stale) {
      draw(canvas.getContext('2d') as CanvasRenderingContext2D);
      stale = false;
    }
    const at = Math.round(toX(axis, position(), width));
    if (at !== lineAt) {
      line.style.transform = `translateX(${Math.min(at, width - 1)}px)`;
      lineAt = at;
    }
    return playing;
  }

  function draw(g: CanvasRenderingContext2D) {
    const ratio = canvas.width / width;
    g.clearRect(0, 0, canvas.width, canvas.height);
    const ink = dimmed ? '#7a8699' : colour;
    for (const clip of clips) {
      const x = Math.round(toX(axis, clip.startSeconds, canvas.width));
      const end = Math.round(toX(axis, clip.startSeconds + clip.lengthSeconds, canvas.width));
      const w = Math.max(1, end - x);
      const inset = Math.round(3 * ratio);
      g.fillStyle = ink + (dimmed ? '10' : '1c');
      g.beginPath();
      g.roundRect(x, inset, w, canvas.height - 2 * inset, 3 * ratio);
      g.fill();
      if (clip.peaks) {
        const rate = clip.peaks.sampleRate;
        const columns = columnsOf(
          clip.peaks,
          clip.stemSeconds * rate,
          (clip.stemSeconds + clip.lengthSeconds) * rate,
          w,
        );
        const margin = inset + Math.round(2 * ratio);
        drawWave(
          g,
          columns,
          { x, y: margin, height: canvas.height - 2 * margin },
          { edge: `${ink}66`, body: dimmed ? `${ink}80` : `${ink}d0` },
          zoom,
        );
      }
    }
  }
;
async () => {



 { const $$_div0 = svelteHTML.createElement("div", {  "class":`lane`,});box = $$_div0;
   { const $$_canvas1 = svelteHTML.createElement("canvas", { });canvas = $$_canvas1; }
  if(clips.some((c) => c.failed)){
     { svelteHTML.createElement("span", { "class":`failed`,});      }
  } else if (clips.length === 0){
     { svelteHTML.createElement("span", { "class":`failed`,});  }
  }
   { const $$_span1 = svelteHTML.createElement("span", {  "class":`line`,});line = $$_span1; }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Lane__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Lane__SvelteComponent_ = ReturnType<typeof Lane__SvelteComponent_>;
/*Ωignore_endΩ*/export default Lane__SvelteComponent_;