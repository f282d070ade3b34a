import 'uplot/dist/uPlot.min.css';
import './page.css';
import {comparePage, sweepPage} from './campaign_pages';
import {PageData} from './data';
import {livePage} from './live_page';
import {runPage} from './run_page';

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
switch (data.kind) {
    case 'run':
        runPage(data);
        break;
    case 'compare':
        comparePage(data);
        break;
    case 'sweep':
        sweepPage(data);
        break;
    case 'live':
        livePage(data);
        break;
}
document.documentElement.dataset.ready = 'true';
