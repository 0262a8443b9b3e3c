/** Where a client sends the parameters of tt.requestOrder to the local gateway. */
export const REQUEST_ORDER_PATH = '/ecpay-local/tt.requestOrder'
