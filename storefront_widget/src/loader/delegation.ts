interface Policy {
  allowsFeature(feature: string): boolean;
}

interface FrameWithPolicy {
  readonly permissionsPolicy?: Policy;
  readonly featurePolicy?: Policy;
}

/**
 * Whether the shop's page may lend camera and microphone to this frame: its Permissions-Policy may
 * forbid it (`camera=(self)`). Browsers that cannot tell are believed to allow it; there the call
 * page itself offers a window of its own when the camera is refused.
 */
export function mayUseCamera(frame: HTMLIFrameElement): boolean {
  const { permissionsPolicy, featurePolicy } = frame as FrameWithPolicy;
  const policy = permissionsPolicy ?? featurePolicy;
  if (policy === undefined) return true;
  return policy.allowsFeature("camera") && policy.allowsFeature("microphone");
}
