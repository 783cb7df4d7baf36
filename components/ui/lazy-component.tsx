import { type ComponentType, lazy, Suspense } from 'react'

type Load<Props> = () => Promise<ComponentType<Props> | { default: ComponentType<Props> }>

function lazyFrom<Props extends object>(load: Load<Props>, onError: () => void) {
  return lazy(async () => {
    try {
      const loaded = await load()
      return { default: typeof loaded === 'object' && 'default' in loaded ? loaded.default : loaded }
    } catch (error) {
      onError()
      throw error
    }
  }) as unknown as ComponentType<Props>
}

/** Returns a component whose code is loaded on first render. Renders nothing until then; throws if that fails. */
export function lazyComponent<Props extends object>(load: Load<Props>): ComponentType<Props> {
  // React keeps the error of a lazy component, so the next render after an error gets another one.
  const again = () => {
    Loaded = lazyFrom(load, again)
  }
  let Loaded = lazyFrom(load, again)
  // biome-ignore lint/correctness/noComponentHookFactories: called once per module, next to its imports
  return function Later(props: Props) {
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}

/** Like `lazyComponent` for optional components: renders nothing if loading fails, for example without a connection. */
export const optionalLazyComponent = <Props extends object>(load: Load<Props>): ComponentType<Props> =>
  lazyComponent<Props>(() => load().catch(() => () => null))
