{{/* What every process reads. A test compares the names with those that the code reads. */}}
{{- define "ckm.env.all" -}}
- { name: PORT, value: '8080' }
- { name: CKM_HOST, value: 0.0.0.0 }
- { name: CKM_JWKS_FILE, value: /etc/ckm/keys/jwks.json }
- { name: CKM_RATE_KEY, value: {{ int .Values.rates.key | quote }} }
- { name: CKM_RATE_TENANT, value: {{ int .Values.rates.tenant | quote }} }
- { name: LOG_LEVEL, value: {{ .Values.logLevel | quote }} }
{{- with .Values.oidc }}
{{- if .issuer }}
- { name: CKM_OIDC_ISSUER, value: {{ .issuer | quote }} }
- { name: CKM_OIDC_AUDIENCE, value: {{ .audience | quote }} }
- { name: CKM_OIDC_TENANT_CLAIM, value: {{ .tenantClaim | quote }} }
- { name: CKM_OIDC_ROLE_CLAIM, value: {{ .roleClaim | quote }} }
{{- end }}
{{- end }}
{{- with .Values.otlpEndpoint }}
- { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ . | quote }} }
{{- end }}
{{- if .Values.secrets.trust }}
- { name: NODE_EXTRA_CA_CERTS, value: /etc/ckm/trust/ca.crt }
{{- end }}
{{- end }}

{{/* What tells the services, and provision, of the road and of each other. */}}
{{- define "ckm.env.road" -}}
- { name: CKM_TENANT, value: {{ .Values.tenant | quote }} }
- { name: CKM_MASTER_KEY_FILE, value: /etc/ckm/keys/master.key }
- { name: TRANSPORT, value: {{ .Values.transport | quote }} }
{{- if eq .Values.transport "kafka" }}
- { name: KAFKA_BROKERS, value: {{ .Values.kafka.brokers | quote }} }
{{- if .Values.kafka.tls }}
- { name: KAFKA_SSL_CA, value: /etc/ckm/trust/ca.crt }
{{- end }}
{{- with .Values.kafka.sasl }}
{{- if .mechanism }}
- { name: KAFKA_SASL_MECHANISM, value: {{ .mechanism | quote }} }
- { name: KAFKA_SASL_USERNAME, valueFrom: { secretKeyRef: { name: {{ .secret | quote }}, key: username } } }
- { name: KAFKA_SASL_PASSWORD, valueFrom: { secretKeyRef: { name: {{ .secret | quote }}, key: password } } }
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Of one service: dict "root" $ "part" name. */}}
{{- define "ckm.env.service" -}}
{{- $databases := .root.Values.secrets.databases }}
{{- $schemas := list .part "vault" }}
{{- if eq .root.Values.transport "postgres" }}{{ $schemas = append $schemas "transport" }}{{ end }}
{{- range $schemas }}
- { name: {{ upper . }}_DATABASE_URL, valueFrom: { secretKeyRef: { name: {{ $databases | quote }}, key: {{ upper . }}_DATABASE_URL } } }
{{- end }}
{{- if eq .part "capture" }}
- { name: CKM_ERASURES_FILE, value: /var/lib/erasures/erasures.ndjson }
{{- end }}
{{- with .root.Values.url }}
- { name: CKM_URL, value: {{ . | quote }} }
{{- end }}
- { name: CKM_REWRITE_AFTER, value: {{ int .root.Values.erasures.rewriteAfter | quote }} }
{{- with .root.Values.webhookAllow }}
- { name: CKM_WEBHOOK_ALLOW, value: {{ join "," . | quote }} }
{{- end }}
{{- end }}

{{/* Enrichment's: who reads what customers say. */}}
{{- define "ckm.env.enrichment" -}}
{{- with .Values.interpreter }}
- { name: INTERPRETER, value: {{ .kind | quote }} }
{{- if .weightsClaim }}
- { name: CKM_WEIGHTS, value: /var/lib/weights }
{{- end }}
{{- if eq .kind "openai" }}
- { name: INTERPRETER_BASE_URL, value: {{ .baseUrl | quote }} }
- { name: INTERPRETER_MODEL, value: {{ .model | quote }} }
- { name: INTERPRETER_TIMEOUT, value: {{ int .timeoutSeconds | quote }} }
{{- if .secret }}
- { name: INTERPRETER_API_KEY, valueFrom: { secretKeyRef: { name: {{ .secret | quote }}, key: key } } }
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* The console's: it alone calls services. */}}
{{- define "ckm.env.console" -}}
{{- range list "capture" "enrichment" "sharing" "innovation" }}
- { name: {{ upper . }}_URL, value: 'http://{{ include "ckm.name" (dict "root" $.root "part" .) }}:8080' }
{{- end }}
{{- end }}
