import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type MouseEvent, memo, type PointerEvent, useCallback, useRef } from 'react'
import { usePaintedImage } from '@/components/rating/picture/use-painted-image'
import { Check, CircleHelp, ImageOff, Maximize2, X } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import type { Answer } from '@/lib/domain/rating/answer'
import type { PictureMark, TapAnswer } from '@/lib/domain/rating/grid-page'
import type { PictureState } from './use-page-pictures'

interface PictureTileProps {
  id: string
  /** Null if the picture has no file or was taken off the page. */
  url: string | null
  /** Width divided by height. Null if unknown. */
  ratio: number | null
  position: number
  count: number
  mark: PictureMark
  /** The answer of a picture without a mark. */
  rest: TapAnswer
  note?: string | undefined
  state: PictureState
  isFocused: boolean
  isLocked: boolean
  /** Label of this picture's key on the keyboard in use. */
  keyLabel: string
  onTap: (position: number) => void
  onEnlarge: (position: number | null) => void
  onMenu?: ((position: number) => void) | undefined
  onState: (position: number, state: PictureState) => void
  onTile: (position: number, tile: HTMLElement | null) => void
}

/** Pressed for this long, a picture is enlarged instead of tapped. */
const holdMs = 350

const frame: Record<Answer, string> = {
  no: 'bg-no-soft outline-no',
  yes: 'bg-yes-soft outline-yes',
  maybe: 'bg-maybe-soft outline-maybe',
}

/** One picture of a page. A tap answers; a long press, or hovering its corner, enlarges. */
export const PictureTile = memo(function PictureTile(props: PictureTileProps) {
  const { id, url, position, count, mark, rest, note, state, isFocused, isLocked, onTap, onEnlarge, onMenu } = props
  const t = useTranslations('grid')
  const openMenu = onMenu && state !== 'gone' ? () => onMenu(position) : undefined
  const hold = useHold(
    () => onEnlarge(position),
    () => onEnlarge(null),
    openMenu,
  )
  const canTap = state === 'painted' && !isLocked
  const name = t('picture', { position: position + 1, count, state: state === 'painted' ? (mark ?? rest) : state })
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the page handles the keys wherever the focus is
    <div
      ref={(tile) => props.onTile(position, tile)}
      id={id}
      role="option"
      aria-selected={mark !== null}
      aria-disabled={state === 'gone' || state === 'failed' || undefined}
      tabIndex={-1}
      data-state={state}
      {...hold.handlers}
      onClick={() => {
        if (hold.wasHeld()) return
        if (canTap) onTap(position)
        else if (state === 'failed' && url !== null) props.onState(position, 'loading')
      }}
      className={clsx(
        'group relative grid min-h-0 min-w-0 select-none place-items-center overflow-hidden rounded-[8px] outline-2 -outline-offset-2',
        'transition-[background-color,outline-color] duration-100 [-webkit-touch-callout:none]',
        mark ? frame[mark] : rest === 'yes' ? 'bg-yes-soft outline-yes/40' : 'bg-sunken outline-transparent',
        canTap && 'cursor-pointer hover:outline-edge',
        canTap && mark && 'hover:outline-current',
        isFocused && 'ring-2 ring-accent ring-offset-2 ring-offset-page',
      )}
    >
      <span className="sr-only">{note ? `${name}. ${note}` : name}</span>
      <span aria-hidden className="contents">
        <TileContent {...props} />
      </span>
    </div>
  )
})

function TileContent(props: PictureTileProps) {
  const { url, ratio, position, mark, rest, note, state, keyLabel, onEnlarge, onState } = props
  const t = useTranslations('grid')
  return (
    <>
      {url !== null && (state === 'loading' || state === 'painted') && (
        <TileImage
          {...{ url, ratio, position, onState }}
          isPainted={state === 'painted'}
          isFramed={mark !== null || rest === 'yes'}
        />
      )}
      {state === 'loading' && <span className="animate-late text-second text-small opacity-0">{t('loading')}</span>}
      {(state === 'failed' || state === 'gone') && (
        <span className="flex flex-col items-center gap-1 px-2 text-center text-second text-small">
          <ImageOff aria-hidden size={18} />
          {t(state === 'gone' ? 'gone' : url === null ? 'noFile' : 'failed')}
        </span>
      )}
      {mark && <MarkBadge mark={mark} />}
      {note && (
        <span className="absolute start-1.5 top-1.5 max-w-[calc(100%-76px)] rounded-[6px] bg-card/90 px-1.5 py-0.5 text-small leading-[17px]">
          {note}
        </span>
      )}
      {state === 'painted' && (
        <>
          <Kbd className="absolute start-1.5 bottom-1.5 opacity-85 touch:hidden">{keyLabel}</Kbd>
          <span
            aria-hidden
            onPointerEnter={(event) => event.pointerType === 'mouse' && onEnlarge(position)}
            onPointerLeave={(event) => event.pointerType === 'mouse' && onEnlarge(null)}
            className="absolute end-1.5 bottom-1.5 grid size-7 place-items-center rounded-[6px] bg-card/85 text-second opacity-0 group-hover:opacity-100 pointer-coarse:hidden"
          >
            <Maximize2 size={14} />
          </span>
        </>
      )}
    </>
  )
}

interface TileImageProps extends Pick<PictureTileProps, 'ratio' | 'position' | 'onState'> {
  url: string
  isPainted: boolean
  isFramed: boolean
}

function TileImage({ url, ratio, position, isPainted, isFramed, onState }: TileImageProps) {
  const picture = useRef<HTMLImageElement>(null)
  const onShown = useCallback((isShown: boolean) => isShown && onState(position, 'painted'), [position, onState])
  const onFail = useCallback(() => onState(position, 'failed'), [position, onState])
  usePaintedImage(picture, { onShown, onFail })
  return (
    <span
      className={clsx(
        'pointer-events-none absolute grid place-items-center [container-type:size]',
        isFramed ? 'inset-1.5' : 'inset-0',
      )}
    >
      <img
        ref={picture}
        src={url}
        alt=""
        draggable={false}
        decoding="sync"
        onError={onFail}
        style={ratio ? { aspectRatio: ratio, width: `min(100cqw, 100cqh * ${ratio})` } : undefined}
        className={clsx(ratio ? 'min-h-px min-w-px' : 'size-full object-contain', isPainted && 'picture-ground')}
      />
    </span>
  )
}

const badge = {
  no: { Icon: X, color: 'bg-no' },
  maybe: { Icon: CircleHelp, color: 'bg-maybe' },
  yes: { Icon: Check, color: 'bg-yes' },
}

function MarkBadge({ mark }: { mark: Answer }) {
  const t = useTranslations('grid')
  const { Icon, color } = badge[mark]
  return (
    <span
      aria-hidden
      className={clsx(
        'absolute end-1.5 top-1.5 inline-flex h-6 items-center gap-1 rounded-full px-2 font-semibold text-card text-small',
        color,
      )}
    >
      <Icon size={13} strokeWidth={3} />
      {t(mark)}
    </span>
  )
}

/**
 * A long press calls `begin` and `end` instead of counting as a tap, and then opens the menu. So does a right click.
 */
function useHold(begin: () => void, end: () => void, openMenu: (() => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const isHeld = useRef(false)
  function stop() {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    if (isHeld.current) end()
  }
  return {
    wasHeld() {
      const was = isHeld.current
      isHeld.current = false
      return was
    },
    handlers: {
      onPointerDown(event: PointerEvent) {
        isHeld.current = false
        if (event.pointerType === 'mouse') return
        timer.current = setTimeout(() => {
          isHeld.current = true
          begin()
        }, holdMs)
      },
      onPointerUp() {
        stop()
        if (isHeld.current) openMenu?.()
      },
      onPointerCancel() {
        stop()
        isHeld.current = false
      },
      onContextMenu(event: MouseEvent) {
        event.preventDefault()
        // A long press also fires this event; its end is handled above.
        const { pointerType } = event.nativeEvent as globalThis.PointerEvent
        if (pointerType === 'mouse' || pointerType === '') openMenu?.()
      },
    },
  }
}
