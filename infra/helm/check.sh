#!/usr/bin/env bash
# Renders the chart in three ways and checks what comes out. No test runs it: it needs helm, kubernetes-validate (PyPI) and promtool.
# Set HELM, VALIDATE and PROMTOOL if they are not on the path.
set -euo pipefail
cd "$(dirname "$0")"
kubernetes=1.34
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
helm() { "${HELM:-helm}" "$@" 2> >(grep -v 'found symbolic link' >&2); }

render() {
  local name=$1
  shift
  helm lint --strict --kube-version "$kubernetes.0" ckm "$@" > /dev/null
  helm template ckm ckm --kube-version "$kubernetes.0" "$@" > "$folder/$name.yaml"
  # It has no schemas for the kinds of the Prometheus operator, and warns of that.
  "${VALIDATE:-kubernetes-validate}" --strict -k "$kubernetes" "$folder/$name.yaml"
}

refuse() {
  if helm template ckm ckm --kube-version "$kubernetes.0" "$@" > /dev/null 2>&1; then
    echo "the chart takes $*" >&2
    exit 1
  fi
}

render default
render everything -f everything.values.yaml
render postgres --set transport=postgres --set networkPolicy.enabled=false --set erasures.existingClaim=register
"${VALIDATE:-kubernetes-validate}" --strict -k "$kubernetes" provision.pod.yaml
refuse --set servces.capture.replicas=2
refuse --set services.capture.replicas=2
refuse --set tenant=Acme
refuse --set kafka.tls=true
refuse --set kafka.sasl.mechanism=plain
refuse --set interpreter.kind=openai

# The rules as the Prometheus operator gets them.
sed -n '/^kind: PrometheusRule/,/^---/p' "$folder/everything.yaml" | sed -n '/^spec:/,/^---/{/^spec:/d;/^---/d;s/^  //;p}' > "$folder/rules.yaml"
"${PROMTOOL:-promtool}" check rules "$folder/rules.yaml"
echo 'the chart renders, and what it renders is as the schemas say'
