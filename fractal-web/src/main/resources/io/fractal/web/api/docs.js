// Changes with a session's cookie need the header, which no foreign page can send; with an API key it does no harm.
window.SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#docs',
  deepLinking: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers['X-Requested-With'] = 'fractal';
    return request;
  },
});
