{{- define "ckm.image" -}}
{{ .Values.image.repository }}{{ with .Values.image.digest }}@{{ . }}{{ else }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}

{{/* Of one process: dict "root" $ "part" name. */}}
{{- define "ckm.selector" -}}
app.kubernetes.io/name: ckm
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "ckm.labels" -}}
app.kubernetes.io/name: ckm
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: ckm-{{ .Chart.Version }}
{{- end }}

{{/* So that the names of a release called ckm are ckm-capture and so on. */}}
{{- define "ckm.name" -}}
{{ .root.Release.Name | trunc 50 | trimSuffix "-" }}-{{ .part }}
{{- end }}

{{- define "ckm.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "ckm.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}
